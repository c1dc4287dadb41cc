import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a server's certificate and its key lie. */
export interface ServerCertificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** An authority of a test's own, and what it vouches for. */
export interface TestCertificates {
  readonly caPem: string;
  readonly servers: {
    /** For localhost and 127.0.0.1. */
    readonly good: ServerCertificate;
    readonly otherName: ServerCertificate;
    readonly expired: ServerCertificate;
  };
}

/** Makes an authority and its certificates with openssl, in a directory of the caller's. */
export function makeCertificates(directory: string): TestCertificates {
  const openssl = (...options: string[]) => execFileSync("openssl", options, { cwd: directory, stdio: "ignore" });
  const key = (name: string) => [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-keyout",
    name,
  ];
  openssl("req", "-x509", ...key("ca.key"), "-subj", "/CN=Test authority", "-days", "2", "-out", "ca.pem");
  const server = (name: string, altName: string, validity: readonly string[]): ServerCertificate => {
    writeFileSync(join(directory, `${name}.ext`), `subjectAltName=${altName}\nbasicConstraints=CA:FALSE\n`);
    openssl("req", "-new", ...key(`${name}.key`), "-subj", `/CN=${name}.example.org`, "-out", `${name}.csr`);
    const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", `${name}.ext`];
    openssl("x509", "-req", "-in", `${name}.csr`, ...signing, ...validity, "-out", `${name}.pem`);
    return { certFile: join(directory, `${name}.pem`), keyFile: join(directory, `${name}.key`) };
  };
  const local = "DNS:localhost,IP:127.0.0.1";
  return {
    caPem: readFileSync(join(directory, "ca.pem"), "utf8"),
    servers: {
      good: server("directory", local, ["-days", "2"]),
      otherName: server("elsewhere", "DNS:elsewhere.example.org", ["-days", "2"]),
      expired: server("expired", local, ["-days", "-1"]),
    },
  };
}
