import { type SignInThrottle, userRepository } from "../identity/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { SecretSeal } from "../platform/secret-seal.ts";
import type { Sql } from "../platform/sql.ts";
import type { AuditWriter, UnitOfWork } from "../platform/unit-of-work.ts";
import { makeAskToConfirm } from "./addresses/ask-to-confirm.ts";
import { AddressesResolver, type NoticeRouteOf } from "./addresses/addresses.resolver.ts";
import { makeConfirmAddress } from "./addresses/confirm-address.ts";
import { makeFollowAddress } from "./addresses/follow-address.ts";
import { noticeAddressRepository } from "./addresses/notice-address.repository.ts";
import { makeSendAddressConfirmation } from "./addresses/send-address-confirmation.ts";
import { makeFindLink } from "./find-link.ts";
import { makeLinkTokens } from "./link-token.ts";
import { NotMeResolver } from "./not-me/not-me.resolver.ts";
import { makeOpenNotMe } from "./not-me/open-not-me.ts";
import { makeReportNotMe } from "./not-me/report-not-me.ts";
import { NoticesResolver, TellsOfResponseResolver } from "./notices.resolver.ts";
import { tellOfEntries } from "./outbox/follow-entries.ts";
import { makeTellOfRelease } from "./outbox/follow-release.ts";
import type { MailSettings } from "./outbox/mail-settings.ts";
import { mailWords, type MailSite } from "./outbox/mail-words.ts";
import type { Mailer } from "./outbox/mailer.ts";
import { noticeRepository, type WaitingNotice } from "./outbox/notice.repository.ts";
import { makeNoticeQueue, type NoticeQueue } from "./outbox/queue-notices.ts";
import { makeSendNotices, makeSweepNotices } from "./outbox/send-notices.ts";
import { makeSmtpMailer } from "./outbox/smtp-mailer.ts";
import { writeMail } from "./outbox/write-mail.ts";

export type { MailSettings } from "./outbox/mail-settings.ts";
export { noticeRefusalTexts } from "./notice-texts.ts";

/** What is needed before anything is written: whether mail is sent, and where operators read it. */
interface Ahead {
  readonly random: Random;
  readonly mail: MailSettings | null;
}

/**
 * What has to be there before the other domains are put together: what follows each audit entry, each release and each
 * change of an address, inside their transactions.
 */
export function makeNoticeFollowers({ random, mail }: Ahead) {
  const queue = makeNoticeQueue({ random, isOn: mail !== null, operators: mail?.operators ?? null });
  const askToConfirm = makeAskToConfirm({ queue, random });
  return {
    queue,
    askToConfirm,
    followEntries: (write: AuditWriter) => tellOfEntries(queue, write),
    followRelease: makeTellOfRelease({ queue, random }),
    followAddress: makeFollowAddress({ queue, askToConfirm }),
  };
}

interface NoticeParts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly throttle: SignInThrottle;
  readonly followers: ReturnType<typeof makeNoticeFollowers>;
  readonly mail: MailSettings | null;
  readonly site: MailSite;
}

/** Puts notices together: what people do with the links in them, and what sends them. */
export function makeNotices(parts: NoticeParts) {
  const { reader, unitOfWork, clock, mail, followers } = parts;
  const { queue, askToConfirm } = followers;
  const tokens = makeLinkTokens(parts.seal);
  const given = { ...parts, queue, findLink: makeFindLink({ ...parts, tokens }) };
  const tokenOf = (purpose: "NOT_ME" | "CONFIRM_ADDRESS") => (id: string) => tokens.tokenOf({ id, purpose });
  const mailOf = (notice: WaitingNotice) => {
    const purpose = notice.kind === "ADDRESS_TO_CONFIRM" ? "CONFIRM_ADDRESS" : "NOT_ME";
    return writeMail(mailWords(notice, parts.site, tokenOf(purpose)), parts.site, {
      to: notice.address,
      id: notice.id,
    });
  };
  return {
    isOn: queue.isOn,
    sendNotices: makeSendNotices({ unitOfWork, clock, mailer: mailerFor(mail), mailOf }),
    sweepNotices: makeSweepNotices({ unitOfWork, clock }),
    resolvers: [
      new NotMeResolver(makeOpenNotMe(given), makeReportNotMe(given)),
      new AddressesResolver({
        routeOf: makeRouteOf(reader, clock, queue),
        confirm: makeConfirmAddress(given),
        sendAgain: makeSendAddressConfirmation({ unitOfWork, clock, askToConfirm }),
      }),
      new NoticesResolver(async () => ({
        isOn: queue.isOn,
        operatorsAreTold: mail?.operators !== undefined && mail?.operators !== null,
        ...(await noticeRepository(reader).counts()),
      })),
      new TellsOfResponseResolver(async (id) => queue.isOn && noticeRepository(reader).tellsOfProcess(id)),
    ],
  };
}

function mailerFor(mail: MailSettings | null): Mailer {
  if (mail !== null) return makeSmtpMailer(mail);
  return { send: async () => ({ type: "MailTroubled", trouble: "NO_MAIL_SERVER", isFinal: false }) };
}

const makeRouteOf =
  (reader: Sql, clock: Clock, { isOn }: NoticeQueue): NoticeRouteOf =>
  async ({ userId }) => {
    const { email, confirmedAt } = await userRepository(reader).mailOf(userId);
    const kept = noticeAddressRepository(reader);
    const addresses = isOn ? await kept.addressesOf(userId, clock()) : [];
    const isOpen = isOn && email !== null && confirmedAt === null;
    return { isOn, addresses, awaitsConfirmation: isOpen && (await kept.isChosen(userId, email)) };
  };
