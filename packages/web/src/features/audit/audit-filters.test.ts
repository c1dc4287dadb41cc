import { describe, expect, it } from "vitest";
import { auditFilterInput, auditFilterNames, type AuditFilters } from "./audit-filters.ts";

const none = Object.fromEntries(auditFilterNames.map((name) => [name, ""])) as AuditFilters;

describe("auditFilterInput", () => {
  it("asks for everything without filters", () => {
    expect(Object.values(auditFilterInput(none)).every((value) => value === null)).toBe(true);
  });

  it("begins with the first instant of a day here and ends with the last of another", () => {
    const { from, until } = auditFilterInput({ ...none, from: "2026-11-24", until: "2026-11-24" });
    expect(from).toBe(new Date(2026, 10, 24).toISOString());
    expect(until).toBe(new Date(2026, 10, 25).toISOString());
  });

  it("drops a date that an address made up", () => {
    expect(auditFilterInput({ ...none, from: "yesterday", until: "2026-1-1" })).toMatchObject({
      from: null,
      until: null,
    });
  });

  it("trims what was typed and writes references as they are printed", () => {
    expect(auditFilterInput({ ...none, actor: " maja ", reference: " ub-7k3m-92 " })).toMatchObject({
      actor: "maja",
      reference: "UB-7K3M-92",
    });
  });

  it("knows only one kind of result to ask for", () => {
    expect(auditFilterInput({ ...none, result: "refused" }).onlyRefused).toBe(true);
    expect(auditFilterInput({ ...none, result: "other" }).onlyRefused).toBeNull();
  });
});
