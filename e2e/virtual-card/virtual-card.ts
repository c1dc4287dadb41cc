import { randomBytes, timingSafeEqual } from "node:crypto";
import { bytesFromHex, hexOf } from "./bytes.ts";
import { blockBytes, encipher, keyBytes, type ChipKind, type ChipMode } from "./encipher.ts";

/** How a virtual card is made. What is left out is as on a common card, and the key is random. */
export interface VirtualCardOptions {
  readonly kind?: ChipKind;
  readonly mode?: ChipMode;
  readonly challengeBytes?: number;
  readonly adminKey?: Uint8Array;
  readonly pin?: string;
}

const pinTries = 3;
const adminKeyTries = 5;

/**
 * A smart card as its holder meets it: it counts wrong PINs, issues a challenge, and takes a response together with a new
 * PIN. Its cipher is written here from the standards and shares no code with the product, so that two must meet.
 */
export class VirtualCard {
  readonly kind: ChipKind;
  readonly #mode: ChipMode;
  readonly #challengeBytes: number;
  readonly #adminKey: Uint8Array;
  #pin: string;
  #pinTriesLeft = pinTries;
  #adminKeyTriesLeft = adminKeyTries;
  #openChallenge: Uint8Array | null = null;

  constructor({ kind = "3DES", mode = "ECB", challengeBytes, adminKey, pin = "1357" }: VirtualCardOptions = {}) {
    this.kind = kind;
    this.#mode = mode;
    this.#challengeBytes = challengeBytes ?? blockBytes(kind);
    this.#adminKey = adminKey ?? new Uint8Array(randomBytes(keyBytes(kind)));
    if (this.#adminKey.length !== keyBytes(kind)) {
      throw new RangeError(`adminKey: got ${this.#adminKey.length} bytes, expected ${keyBytes(kind)}`);
    }
    this.#pin = pin;
  }

  /** The admin key as hexadecimal digits: what whoever issues the card hands to the service, once. */
  get adminKeyHex(): string {
    return hexOf(this.#adminKey);
  }

  /** No try is left for the PIN: only a response makes it usable again. */
  isBlocked(): boolean {
    return this.#pinTriesLeft === 0;
  }

  /** No try is left for the admin key: the card is scrap. */
  isScrap(): boolean {
    return this.#adminKeyTriesLeft === 0;
  }

  /** Types a PIN. A wrong one costs a try, the right one gives them all back, a blocked card takes none. */
  acceptsPin(pin: string): boolean {
    this.removesChallenge();
    if (this.isBlocked()) return false;
    if (pin === this.#pin) {
      this.#pinTriesLeft = pinTries;
      return true;
    }
    this.#pinTriesLeft -= 1;
    return false;
  }

  /** The holder types wrong PINs. Three in a row block it. */
  refusesPin({ times }: { times: number }): void {
    for (let time = 0; time < times; time += 1) this.acceptsPin(`${this.#pin}0`);
  }

  /** Issues a new challenge, in groups of four digits as Windows shows it. The one before is void. */
  challenge(): string {
    const challenge = new Uint8Array(randomBytes(this.#challengeBytes));
    this.#openChallenge = challenge;
    return (hexOf(challenge).match(/.{4}/gu) ?? []).join(" ");
  }

  /** The card leaves the reader, or another program uses it: its challenge is void. */
  removesChallenge(): void {
    this.#openChallenge = null;
  }

  /**
   * Takes a response and a new PIN in one step. The challenge is void afterwards, whatever came of it, and a wrong
   * response costs one of the five tries for the admin key.
   *
   * @param response - hexadecimal digits, with or without spaces, in either case
   */
  unblocks({ response, newPin }: { response: string; newPin: string }): boolean {
    const challenge = this.#openChallenge;
    this.#openChallenge = null;
    if (challenge === null || this.isScrap()) return false;
    const expected = encipher({ kind: this.kind, mode: this.#mode, key: this.#adminKey }, challenge);
    const given = bytesFromHex(response);
    if (given === null || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      this.#adminKeyTriesLeft -= 1;
      return false;
    }
    this.#adminKeyTriesLeft = adminKeyTries;
    this.#pin = newPin;
    this.#pinTriesLeft = pinTries;
    return true;
  }
}
