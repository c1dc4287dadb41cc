/** Where Windows keeps the policy of its unblock screen. */
export const policyKey = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\SmartCardCredentialProvider`;

/** What has to be set on the computers so that they show a challenge, and where to go with it. */
export interface WindowsPolicy {
  readonly registryPath: string;
  /** Where a group policy has it, for those who set it there. */
  readonly groupPolicyPath: string;
  readonly values: readonly { readonly name: string; readonly type: "REG_DWORD" | "REG_SZ"; readonly value: string }[];
  /** The same as the content of a .reg file. */
  readonly registryFile: string;
}

/**
 * @param address - where people sign in to unblock: this site, such as `https://cards.example.org`
 * @param helpDesk - whom they can ask, as the host set it
 */
export function windowsPolicy(address: string, helpDesk: string | null): WindowsPolicy {
  const prompt = `PIN blocked? Unblock it at ${address}${helpDesk === null ? "" : ` or ask the help desk: ${oneLine(helpDesk)}`}`;
  return {
    registryPath: policyKey,
    groupPolicyPath:
      "Computer Configuration > Administrative Templates > Windows Components > Smart Card > Allow Integrated Unblock screen to be displayed at the time of logon",
    values: [
      { name: "AllowIntegratedUnblock", type: "REG_DWORD", value: "1" },
      { name: "IntegratedUnblockPromptString", type: "REG_SZ", value: prompt },
    ],
    registryFile: [
      "Windows Registry Editor Version 5.00",
      "",
      `[${policyKey}]`,
      `"AllowIntegratedUnblock"=dword:00000001`,
      `"IntegratedUnblockPromptString"="${escaped(prompt)}"`,
      "",
    ].join("\r\n"),
  };
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');

/**
 * The address to tell people: the one that the host set, or the one this page was reached at.
 *
 * @param reachedAt - the origin that whoever asks uses; nothing else of an address is taken from it
 */
export function siteAddress(publicUrl: string | null, reachedAt: string | null | undefined): string | null {
  if (publicUrl !== null) return new URL(publicUrl).origin;
  if (!reachedAt || !URL.canParse(reachedAt)) return null;
  const { protocol, origin } = new URL(reachedAt);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}
