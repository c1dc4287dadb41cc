import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Attribute, Change, Client } from "ldapts";
import { makeCertificates, type TestCertificates } from "./test-certificates.ts";

/** A real directory, of OpenLDAP, with people and groups in it. */
export interface TestDirectory {
  readonly ldapUrl: string;
  readonly ldapsUrl: string;
  readonly caPem: string;
  readonly baseDn: string;
  /** The account that reads the directory. */
  readonly reader: { readonly dn: string; readonly password: string };
  /** The group that people must be in. */
  readonly group: string;
  /** Adds somebody, in the group or not. @returns their DN */
  addPerson(
    uid: string,
    more?: { password?: string; isInGroup?: boolean; [attribute: string]: unknown },
  ): Promise<string>;
  /** Changes the directory as its administrator. */
  change<T>(act: (client: Client) => Promise<T>): Promise<T>;
  /** Stops answering, until it is started again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const baseDn = "dc=example,dc=org";
const group = `cn=card-holders,ou=groups,${baseDn}`;
const reader = { dn: `cn=reader,${baseDn}`, password: "reads the directory 27" };
const administrator = { dn: `cn=admin,${baseDn}`, password: "changes the directory 31" };

const placesOf = (name: string, ...paths: string[]) => paths.map((path) => join(path, name)).find(existsSync);
const slapd = () => placesOf("slapd", "/usr/sbin", "/usr/local/sbin", "/usr/lib/openldap", "/usr/libexec");
const modules = () => ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"].find(existsSync);
const schemas = () => ["/etc/ldap/schema", "/etc/openldap/schema"].find(existsSync);

/** Whether this machine has what a directory is made of: OpenLDAP's server, and openssl for its certificates. */
export function hasTestDirectory(): boolean {
  const isThere = [slapd(), modules(), schemas(), placesOf("openssl", "/usr/bin", "/usr/local/bin", "/bin")];
  return isThere.every((place) => place !== undefined);
}

/**
 * Starts a directory of its own, on ports of this machine that are free, in a directory that goes away with it.
 *
 * @param certificate - which one it shows: the good one when left out
 */
export async function testDirectory(certificate: keyof TestCertificates["servers"] = "good"): Promise<TestDirectory> {
  const directory = mkdtempSync(join(tmpdir(), "unlatch-slapd-"));
  const certificates = makeCertificates(directory);
  mkdirSync(join(directory, "db"));
  writeFileSync(join(directory, "slapd.conf"), configuration(directory, certificates.servers[certificate]));
  const [open, secure] = [await freePort(), await freePort()];
  const urls = { ldapUrl: `ldap://127.0.0.1:${open}`, ldapsUrl: `ldaps://localhost:${secure}` };
  let child: ChildProcess | null = null;
  const stop = async () => {
    const ending = child;
    child = null;
    if (ending === null) return;
    const ended = new Promise((resolve) => ending.once("close", resolve));
    ending.kill("SIGTERM");
    await ended;
  };
  const start = async () => {
    const listen = `${urls.ldapUrl}/ ldaps://127.0.0.1:${secure}/`;
    const options = ["-f", join(directory, "slapd.conf"), "-h", listen, "-d", "0"];
    child = spawn(slapd() ?? "slapd", options, { stdio: "ignore" });
    await answering(open, child);
  };
  await start();
  const change = <T>(act: (client: Client) => Promise<T>) => asAdministrator(urls.ldapUrl, act);
  await change(fill);
  return {
    ...urls,
    caPem: certificates.caPem,
    baseDn,
    reader,
    group,
    change,
    addPerson: (uid, more) => change((client) => addPerson(client, uid, more)),
    stop,
    start,
    async remove() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function configuration(directory: string, { certFile, keyFile }: { certFile: string; keyFile: string }): string {
  const schema = (name: string) => `include ${schemas()}/${name}.schema`;
  return [
    ...["core", "cosine", "inetorgperson", "nis"].map(schema),
    `pidfile ${directory}/slapd.pid`,
    `modulepath ${modules()}`,
    "moduleload back_mdb",
    "moduleload memberof",
    "moduleload ppolicy",
    `TLSCertificateFile ${certFile}`,
    `TLSCertificateKeyFile ${keyFile}`,
    // As RFC 4513 warns: whoever gives no password is nobody, and that succeeds.
    "allow bind_anon_cred bind_anon_dn",
    "database mdb",
    `suffix "${baseDn}"`,
    `rootdn "${administrator.dn}"`,
    `rootpw "${administrator.password}"`,
    `directory ${directory}/db`,
    "maxsize 16777216",
    "index objectClass,uid,entryUUID eq",
    "overlay memberof",
    "memberof-group-oc groupOfNames",
    "overlay ppolicy",
    `access to attrs=userPassword by anonymous auth by * none`,
    `access to * by dn.exact="${reader.dn}" read by anonymous auth by * none`,
    "",
  ].join("\n");
}

async function asAdministrator<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ url, timeout: 5000 });
  await client.bind(administrator.dn, administrator.password);
  try {
    return await act(client);
  } finally {
    await client.unbind();
  }
}

async function fill(client: Client): Promise<void> {
  await client.add(baseDn, { objectClass: ["dcObject", "organization"], dc: "example", o: "Example" });
  for (const ou of ["people", "groups"])
    await client.add(`ou=${ou},${baseDn}`, { objectClass: "organizationalUnit", ou });
  const role = ["organizationalRole", "simpleSecurityObject"];
  await client.add(reader.dn, { objectClass: role, cn: "reader", userPassword: reader.password });
  await client.add(group, { objectClass: "groupOfNames", cn: "card-holders", member: reader.dn });
}

async function addPerson(client: Client, uid: string, more: Parameters<TestDirectory["addPerson"]>[1] = {}) {
  const { password = `${uid} walks by the sea`, isInGroup = true, ...attributes } = more;
  const dn = `uid=${uid.replaceAll(/[,+"\\<>;=#]/g, (character) => `\\${character}`)},ou=people,${baseDn}`;
  await client.add(dn, {
    objectClass: ["inetOrgPerson"],
    uid,
    cn: uid,
    sn: uid,
    displayName: `${uid} of the directory`,
    mail: `${uid.replaceAll(/[^a-z.]/gi, "")}@example.org`,
    userPassword: password,
    ...(attributes as Record<string, string>),
  });
  if (isInGroup) await changeMembers(client, "add", dn);
  return dn;
}

/** Puts somebody into the group or takes them out. */
export async function changeMembers(client: Client, operation: "add" | "delete", dn: string): Promise<void> {
  const modification = new Attribute({ type: "member", values: [dn] });
  await client.modify(group, new Change({ operation, modification }));
}

/** Locks somebody's account until an administrator opens it. */
export async function lockForGood(client: Client, dn: string): Promise<void> {
  const modification = new Attribute({ type: "pwdAccountLockedTime", values: ["000001010000Z"] });
  await client.modify(dn, new Change({ operation: "add", modification }));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: "127.0.0.1", port });
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.end());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("slapd does not answer");
}
