/**
 * An arrow nobody may draw, in the words of dependency-cruiser, with the file that draws it to prove that it is noticed.
 *
 * @see https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */
export interface ImportRule {
  name: string;
  comment: string;
  from: object;
  to: object;
  probe: Probe;
}

/** One violating file; paths are told from the checkout. */
export interface Probe {
  file: string;
  source: string;
  /** Files of the real tree that the rule is about: empty in the probe, and to be there in the checkout. */
  anchors?: readonly string[];
  /** Further files of the probe: what they hold, by path. */
  beside?: Readonly<Record<string, string>>;
}
