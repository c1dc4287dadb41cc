/** The server cannot start as things are. The message is one line for the person who started it. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}
