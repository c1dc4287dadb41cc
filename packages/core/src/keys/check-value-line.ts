import type { CheckValueConvention, LabelledCheckValue } from "./check-value.ts";

const words: Readonly<Record<CheckValueConvention, string>> = {
  ENCRYPTED_ZEROS: "zeros enciphered",
  ENCRYPTED_ONES: "ones enciphered",
  CMAC: "CMAC",
};

/** A KCV in a line of text, never without how it was taken: `KCV B073DC (zeros enciphered)`. */
export const checkValueLine = ({ convention, value }: LabelledCheckValue): string =>
  `KCV ${value} (${words[convention]})`;
