/** @type {import("../house-rule.d.ts").HouseRule} */
export const plainLockFile = {
  name: "pnpm-lock.yaml pins packages by integrity and names no address",
  findingsIn: (files) =>
    files
      .filter(({ path }) => path.endsWith("pnpm-lock.yaml"))
      .flatMap(({ path, text }) =>
        text
          .split("\n")
          .flatMap((line, index) =>
            /https?:\/\/|\btarball:|\bgit\+|(resolution|specifier|version):.*\bfile:/.test(line)
              ? [`${path}:${index + 1} names an address.`]
              : [],
          ),
      ),
  broken: [{ "pnpm-lock.yaml": "resolution: {tarball: https://example.org/a.tgz}" }],
  sound: [
    {
      "pnpm-lock.yaml": "resolution: {integrity: sha512-AAAA==}\ngraphql-http@1.23.1:\nexcludeLinksFromLockfile: false",
    },
  ],
};
