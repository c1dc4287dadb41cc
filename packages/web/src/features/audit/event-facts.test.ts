import { beforeAll, describe, expect, it } from "vitest";
import audit from "../../i18n/en/admin-audit.json";
import { addMessages } from "../../i18n/i18n.ts";
import { eventFacts, type AuditEvent } from "./event-facts.ts";
import { utcTime } from "./event-time.ts";

const event: AuditEvent = {
  id: "event-1",
  at: "2026-11-24T08:41:07.201Z",
  action: "process.startProcess",
  outcome: "ProcessStarted",
  wasRefused: false,
  actor: { id: "user-1", username: "maja.holm", displayName: "Maja Holm" },
  actorName: "maja.holm",
  cardId: "card-1",
  serialNumber: "00123456784821",
  cardProfileId: null,
  cardProfileName: null,
  processId: null,
  reference: null,
  subjectUserId: null,
  subjectName: null,
  facts: [{ name: "process", value: "Unblock" }],
};

beforeAll(() => addMessages("admin", { audit }));

describe("eventFacts", () => {
  it("tells the instant in full and in the same zone for everybody", () => {
    expect(utcTime(event.at)).toBe("2026-11-24 08:41:07.201 UTC");
    expect(eventFacts(event)[0]).toMatchObject({ key: "at", value: "2026-11-24 08:41:07.201 UTC" });
  });

  it("leaves out what the entry does not say", () => {
    const keys = eventFacts(event).map(({ key }) => key);
    expect(keys).toEqual(["at", "action", "outcome", "actorName", "actor", "serialNumber", "fact-process", "id"]);
  });
});
