import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/**
 * A mail server in a process of its own. Its one argument is JSON: the certificate and key, the user and password it lets
 * in, whether it offers STARTTLS. It writes its port, and then a line of JSON for each mail it takes.
 *
 * Addresses at `nobody.example` do not exist; those at `busy.example` are for later.
 */
const { certificate, privateKey, user, password, offersTls } = JSON.parse(process.argv[2] ?? "{}") as {
  certificate: string;
  privateKey: string;
  user: string;
  password: string;
  offersTls: boolean;
};

const refused = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

const options: SMTPServerOptions = {
  cert: certificate,
  key: privateKey,
  authOptional: !offersTls,
  disabledCommands: offersTls ? [] : ["STARTTLS"],
  onAuth: ({ username, password: given }, _session, done) =>
    username === user && given === password ? done(null, { user }) : done(refused(535, "Not let in")),
  onRcptTo: ({ address }, _session, done) => {
    if (address.endsWith("@nobody.example")) return done(refused(550, `No such person: ${address}`));
    if (address.endsWith("@busy.example")) return done(refused(451, `Later: ${address}`));
    return done();
  },
  onData: (stream, session, done) => {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const raw = Buffer.concat(pieces).toString("base64");
      process.stdout.write(`${JSON.stringify({ to, raw, wasSecure: session.secure, user: session.user ?? null })}\n`);
      done();
    });
  },
};

const server = new SMTPServer(options);
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (server.server.address() as { port: number }).port })}\n`);
});
