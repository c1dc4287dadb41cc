const form =
  /^[^\s@<>(),;:"\\[\]\p{C}]{1,64}@(?=.{3,190}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/** @returns a mail address as it is kept; null when none was typed, undefined when it cannot be one */
export function readMailAddress(typed: string | null | undefined): string | null | undefined {
  const address = (typed ?? "").trim();
  if (address === "") return null;
  return form.test(address) ? address : undefined;
}
