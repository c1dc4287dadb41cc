import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import { noticeAddressRepository } from "../addresses/notice-address.repository.ts";
import type { Notice } from "./notice.ts";
import { noticeRepository } from "./notice.repository.ts";

/** What puts notices into the outbox, in the transaction of what they tell of. */
export interface NoticeQueue {
  /** Whether mail is sent at all; otherwise nothing is ever queued. */
  readonly isOn: boolean;
  /** Tells a person, wherever notices to them go. @returns to how many addresses */
  tellPerson(sql: Sql, userId: string, notice: Notice): Promise<number>;
  /** Tells whoever reads that address. */
  tellAddress(sql: Sql, address: string, notice: Notice): Promise<void>;
  /** Tells the operators, where the host said how. */
  tellOperators(sql: Sql, notice: Notice): Promise<void>;
}

/** @returns what queues notices @param operators - where operators read mail; null: the host did not say */
export function makeNoticeQueue({
  random,
  isOn,
  operators,
}: {
  random: Random;
  isOn: boolean;
  operators: string | null;
}): NoticeQueue {
  const tellAddress = async (sql: Sql, address: string, notice: Notice) => {
    if (!isOn) return;
    await noticeRepository(sql).add(random.id(), notice, { address, now: new Date(notice.facts.at) });
  };
  return {
    isOn,
    tellAddress,
    async tellPerson(sql, userId, notice) {
      if (!isOn) return 0;
      const addresses = await noticeAddressRepository(sql).addressesOf(userId, new Date(notice.facts.at));
      for (const address of addresses) await tellAddress(sql, address, notice);
      return addresses.length;
    },
    async tellOperators(sql, notice) {
      if (operators !== null) await tellAddress(sql, operators, notice);
    },
  };
}
