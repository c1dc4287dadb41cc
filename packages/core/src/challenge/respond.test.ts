import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { type Vector, bytesOf, typeFor, vectors, vectorsOf } from "../test-support/vectors.ts";
import { cardTypeNamed, cardTypes } from "./card-types.ts";
import { readChallenge } from "./read.ts";
import { respond } from "./respond.ts";
import { groupsOfFour } from "./show.ts";

const titled = (vector: Vector) => [`${vector.name} (${vector.source})`, vector] as const;

test("the file of vectors is whole", () => {
  expect(vectors).toHaveLength(83);
});

describe("answers as the vectors say", () => {
  test.each(vectorsOf("challenge-response").map(titled))("%s", (_title, vector) => {
    const { key, challenge } = bytesOf(vector);
    expect(toHex(respond(typeFor(vector), key, challenge))).toBe(vector.response);
  });

  test.each(vectorsOf("standard").map(titled))("%s", (_title, vector) => {
    const { key, challenge } = bytesOf(vector);
    // Chaining from a vector is chaining from zero with the vector added to the first block.
    fromHex(vector.iv ?? "").forEach((byte, index) => (challenge[index] = (challenge[index] ?? 0) ^ byte));
    expect(toHex(respond(typeFor(vector), key, challenge))).toBe(vector.response);
  });

  test.each(vectorsOf("challenge-response").map(titled))(
    "with each shipped card type it fits: %s",
    (_title, vector) => {
      const { key, challenge } = bytesOf(vector);
      const { cipher, mode } = typeFor(vector);
      const oneBlock = cipher === "3DES" ? 8 : 16;
      const fitting = cardTypes.filter(
        (type) =>
          type.cipher === cipher &&
          type.challengeLengths.includes(challenge.length) &&
          (type.mode === mode || challenge.length === oneBlock),
      );
      for (const type of fitting) {
        expect(toHex(respond(type, key, challenge)), type.name).toBe(vector.response);
      }
      // Only AES over two blocks is beyond what any shipped type shows.
      expect(fitting.length > 0).toBe(vector.name !== "aes128-32byte-ecb");
    },
  );
});

describe("never answers with", () => {
  const tripleDes = cardTypes.filter(({ cipher }) => cipher === "3DES");

  test("the decipherment of the challenge (negative-decrypt-direction)", () => {
    const vector = vectorNamed("negative-decrypt-direction");
    const { key, challenge, response } = bytesOf(vector);
    for (const type of tripleDes) {
      expect(toHex(respond(type, key, challenge)), type.name).not.toBe(vector.response);
      expect(toHex(respond(type, key, response)), type.name).toBe(vector.challenge);
    }
  });

  test("the witness step of PIV mutual authentication (tdes-yubico-sdk-mutual-witness-decrypt)", () => {
    const vector = vectorNamed("tdes-yubico-sdk-mutual-witness-decrypt");
    const { key, challenge, response } = bytesOf(vector);
    const type = cardTypeNamed("piv-9b-3des");
    expect(toHex(respond(type, key, challenge))).not.toBe(vector.response);
    expect(toHex(respond(type, key, response))).toBe(vector.challenge);
  });

  test("the bytes of the challenge turned round (negative-byte-reversed-challenge)", () => {
    const vector = vectorNamed("negative-byte-reversed-challenge");
    const { key, challenge } = bytesOf(vector);
    for (const type of tripleDes) {
      expect(toHex(respond(type, key, challenge.toReversed())), type.name).not.toBe(vector.response);
    }
  });

  test("blocks that are not chained for a GIDS card (gids-mutual-40byte-ecb-WRONG)", () => {
    const vector = vectorNamed("gids-mutual-40byte-ecb-WRONG");
    const { key, challenge } = bytesOf(vector);
    expect(toHex(respond(cardTypeNamed("gids"), key, challenge))).not.toBe(vector.response);
    expect(toHex(respond(cardTypeNamed("gemalto-net"), key, challenge))).toBe(vector.response);
  });
});

describe("the displayed form", () => {
  test.each(["1603 EBDF 1C8A 2E72", "1603ebdf1c8a2e72", "16-03-EB-DF-1C-8A-2E-72"])(
    "%s gives 4F88 AD80 E98B 5B71",
    (shown) => {
      const read = readChallenge(shown, [8]);
      const bytes = read.type === "ChallengeRead" ? read.bytes : new Uint8Array();
      const response = toHex(respond(cardTypeNamed("minidriver-3des"), new Uint8Array(24), bytes));
      expect(groupsOfFour(response).join(" ")).toBe("4F88 AD80 E98B 5B71");
    },
  );
});

describe("keys and lengths", () => {
  const eight = fromHex("1603EBDF1C8A2E72");

  test("a 16-byte 3DES key counts as K1, K2, K1", () => {
    const type = cardTypeNamed("minidriver-3des");
    const twoKeys = fromHex("0123456789ABCDEFFEDCBA9876543210");
    const threeKeys = Uint8Array.of(...twoKeys, ...twoKeys.subarray(0, 8));
    expect(respond(type, twoKeys, eight)).toEqual(respond(type, threeKeys, eight));
  });

  test("parity bits of a 3DES key make no difference", () => {
    const type = cardTypeNamed("gids");
    const key = fromHex("000102030405060708090A0B0C0D0E0F1011121314151617");
    expect(
      respond(
        type,
        key.map((byte) => byte ^ 1),
        eight,
      ),
    ).toEqual(respond(type, key, eight));
  });

  test("leaves key and challenge as they were", () => {
    const key = fromHex("0123456789ABCDEFFEDCBA9876543210");
    const challenge = eight.slice();
    respond(cardTypeNamed("minidriver-3des"), key, challenge);
    expect([toHex(key), toHex(challenge)]).toEqual(["0123456789ABCDEFFEDCBA9876543210", "1603EBDF1C8A2E72"]);
  });

  test("a PUK is answered as its bytes, whatever the challenge, and as a copy", () => {
    const puk = new TextEncoder().encode("12345678");
    const response = respond(cardTypeNamed("puk-as-hex"), puk, new Uint8Array());
    puk.fill(0);
    expect(toHex(response)).toBe("3132333435363738");
  });

  test.each(cardTypes.filter(({ cipher }) => cipher !== "NONE"))("$name refuses lengths it does not know", (type) => {
    const key = new Uint8Array(type.keyLengths[0] ?? 0).fill(0xab);
    const challenge = new Uint8Array(type.challengeLengths[0] ?? 0);
    for (const length of [0, 1, 7, 9, 12, 15, 17, 41, 48]) {
      expect(() => respond(type, key, new Uint8Array(length))).toThrow(RangeError);
    }
    for (const length of [0, 8, 15, 17, 23, 25, 31, 33]) {
      const wrong = new Uint8Array(length).fill(0xab);
      expect(() => respond(type, wrong, challenge)).toThrow(/^adminKey: expected \d/);
      expect(() => respond(type, wrong, challenge)).not.toThrow(/ab/i);
    }
  });

  test("refuses an empty PUK", () => {
    expect(() => respond(cardTypeNamed("puk-as-hex"), new Uint8Array(), eight)).toThrow(RangeError);
  });
});

function vectorNamed(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name);
  if (vector === undefined) {
    throw new RangeError(`name: no vector ${name}`);
  }
  return vector;
}
