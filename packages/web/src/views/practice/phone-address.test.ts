import { expect, test } from "vitest";
import { phoneAddress } from "./phone-address.ts";

test.each(["http://localhost:4000", "http://127.0.0.1:4000", "http://[::1]:4000", "http://unlatch.localhost:4000"])(
  "%s means nothing to a phone: it gets the server's address in the network",
  (origin) => {
    const inNetwork = ["http://localhost:4000", "http://192.0.2.7:4000", "http://198.51.100.7:4000"];
    expect(phoneAddress(origin, inNetwork)).toBe("http://192.0.2.7:4000/");
  },
);

test("an address that others reach is kept as it is", () => {
  expect(phoneAddress("https://unlatch.example.org", ["http://192.0.2.7:4000"])).toBe("https://unlatch.example.org/");
});

test("a server that nobody else can reach has no address for a phone", () => {
  expect(phoneAddress("http://localhost:4000", [])).toBeNull();
});
