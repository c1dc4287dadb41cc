import fc from "fast-check";
import { AndFilter, EqualityFilter, type Filter, NotFilter, OrFilter } from "ldapts";
import { expect, test } from "vitest";
import { memberFilterOf } from "./group-membership.ts";
import { userFilterOf } from "./user-filter.ts";

const activeDirectory =
  "(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={username})(userPrincipalName={username})))";

/** The shape of a filter: everything but what it compares with. */
function shapeOf(filter: Filter | null): unknown {
  if (filter instanceof AndFilter) return { and: filter.filters.map(shapeOf) };
  if (filter instanceof OrFilter) return { or: filter.filters.map(shapeOf) };
  if (filter instanceof NotFilter) return { not: shapeOf(filter.filter) };
  return filter instanceof EqualityFilter ? `${filter.attribute}=` : filter?.constructor.name;
}

test("whatever is typed, the filter keeps its shape and compares with exactly that", () => {
  const expected = shapeOf(userFilterOf(activeDirectory, "ada"));
  const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[*()\\&|!=~<>:$\0a]{1,12}$/));
  fc.assert(
    fc.property(anyText, (typed) => {
      expect(shapeOf(userFilterOf(activeDirectory, typed))).toEqual(expected);
      expect((userFilterOf("(uid={username})", typed) as EqualityFilter).value).toBe(typed);
    }),
  );
});

test("a name may stand in the middle of a value, more than once, and beside what is looked for", () => {
  expect(userFilterOf("(cn={username} \\28{username}\\29)", "a$&b")?.toString()).toBe("(cn=a$&b \\28a$&b\\29)");
  expect(userFilterOf("(mail={username}@*)", "a*b")?.toString()).toBe("(mail=a\\2ab@*)");
  expect(userFilterOf("(uid:caseExactMatch:={username})", "a")?.toString()).toBe("(uid:caseExactMatch:=a)");
});

test("everybody whom a filter could find is found by the attributes it compares", () => {
  expect(userFilterOf(activeDirectory, null)?.toString()).toBe(
    "(&(objectCategory=person)(objectClass=user)(|(sAMAccountName=*)(userPrincipalName=*)))",
  );
  expect(userFilterOf("(&(mail={username}@*)(!(uid=kim)))", null)?.toString()).toBe("(&(mail=*)(!(uid=kim)))");
});

test("a template that cannot be read or has no place for a name is none", () => {
  for (const template of ["", "(uid={username}", "(uid=*)", "({username}=ada)", "uid", "(&)"]) {
    expect(userFilterOf(template, "ada"), template).toBeNull();
  }
});

test("Active Directory is asked for members of members", () => {
  const settings = { groupLookup: "MEMBER_OF_NESTED" } as never;
  const filter = memberFilterOf({ settings, requiredGroup: "cn=holders,dc=example", bindPassword: "" });
  expect(filter?.toString()).toBe("(memberOf:1.2.840.113556.1.4.1941:=cn=holders,dc=example)");
});
