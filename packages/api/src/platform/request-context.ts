import { type Actor, nobody, type Person } from "./actor.ts";

/** A signed-in browser, as far as a request needs to know it. The token itself stays in the cookie. */
export interface CurrentSession {
  readonly id: string;
  /** When it ends if nothing more is asked. */
  readonly expiresAt: Date;
  /** When the person last proved who they are, and with what. */
  readonly provedAt: Date;
  readonly provedWith: readonly string[];
}

/** A session that has just begun; its token leaves in the cookie and nowhere else. */
export interface BegunSession {
  readonly person: Person;
  readonly session: CurrentSession;
  readonly token: string;
  /** By which this browser is known from now on; left out where it does not change. */
  readonly deviceToken?: string;
  /** Whether the person had not signed in with this browser before. */
  readonly isNewBrowser?: boolean;
}

/** What a request is asked with: by whom, from where. */
export interface RequestOrigin {
  readonly actor: Actor;
  readonly session: CurrentSession | null;
  /** The token of the cookie that came along, whether or not it is good for anything. */
  readonly token: string | null;
  /** Where the request came from, for throttling only. */
  readonly address: string;
  /** The token by which the browser says that it was here before; good for throttling only. */
  readonly deviceToken: string | null;
  /** The origin under which the browser reached us, such as `https://pin.example.org`. */
  readonly siteOrigin: string;
  /** What kind of browser it says it is, for the person to recognise it. */
  readonly browser: string | null;
  /** What the browser carries while its person is at a provider; left out where it carries nothing. */
  readonly flowCookie?: string | null;
}

/** What signing in needs to know of where it comes from. */
export interface SignInOrigin {
  readonly address: string;
  /** The session's token that the browser came with; a sign-in ends it. */
  readonly tokenBefore: string | null;
  readonly deviceToken: string | null;
  readonly siteOrigin: string;
  readonly browser: string | null;
}

/** How a request leaves something behind: a cookie at the browser, an entry in the audit log. */
export interface RequestEffects {
  keepToken(token: string): void;
  forgetToken(): void;
  keepDeviceToken(token: string): void;
  forgetFlow?(): void;
  /** Records that somebody signed in asked for what their role does not allow. */
  recordNotPermitted(action: string, actor: Person): Promise<void>;
}

/**
 * Accompanies one GraphQL request; resolvers take the actor from here and never from an argument. Its fields are plain
 * properties: Apollo copies a context, and `#private` fields do not come along.
 */
export class RequestContext {
  private currentActor: Actor;
  private currentSession: CurrentSession | null;
  private currentToken: string | null;

  constructor(
    private readonly origin: RequestOrigin,
    private readonly effects: RequestEffects,
  ) {
    this.currentActor = origin.actor;
    this.currentSession = origin.session;
    this.currentToken = origin.token;
  }

  /** Who asks. Changes when the operation itself signs somebody in or out. */
  get actor(): Actor {
    return this.currentActor;
  }

  get session(): CurrentSession | null {
    return this.currentSession;
  }

  get address(): string {
    return this.origin.address;
  }

  /** The cookie's token, for ending its session. Changes when the operation itself begins one, or proves it anew. */
  get token(): string | null {
    return this.currentToken;
  }

  /** What the browser carried while its person was at a provider. */
  get flowCookie(): string | null {
    return this.origin.flowCookie ?? null;
  }

  /** Whoever came back from a provider is done with it, whatever came of it. */
  forgetFlow(): void {
    this.effects.forgetFlow?.();
  }

  /** Where a sign-in by this request comes from. */
  get signInOrigin(): SignInOrigin {
    const { address, deviceToken, siteOrigin, browser } = this.origin;
    return { address, tokenBefore: this.token, deviceToken, siteOrigin, browser };
  }

  /** Goes on as the person who just signed in, and gives the browser its cookie. */
  begin({ person, session, token, deviceToken }: BegunSession): void {
    this.currentActor = person;
    this.currentSession = session;
    this.currentToken = token;
    this.effects.keepToken(token);
    if (deviceToken !== undefined) this.effects.keepDeviceToken(deviceToken);
  }

  /** Goes on as nobody, and takes the cookie back. */
  end(): void {
    this.currentActor = nobody;
    this.currentSession = null;
    this.currentToken = null;
    this.effects.forgetToken();
  }

  recordNotPermitted(action: string, actor: Person): Promise<void> {
    return this.effects.recordNotPermitted(action, actor);
  }
}
