/** The provider of the tests brings no types of its own; this is as much of it as they use. */
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  /** What somebody came to the provider's own pages for. */
  interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
  }

  /** A provider as it is set up. */
  export class Provider {
    readonly Grant: new (about: { accountId: string; clientId: string }) => {
      addOIDCScope(scope: string): void;
      save(): Promise<string>;
    };

    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
