/** A file of the checkout: its path as git tells it, and what it says. */
export interface TextFile {
  path: string;
  text: string;
}

/** A rule that is checked by reading files, with the files that break it to prove that it is noticed. */
export interface HouseRule {
  name: string;
  /** One sentence for each place that breaks the rule; it begins with the path. */
  findingsIn(files: readonly TextFile[]): string[];
  /** Each set of files, by path, must lead to at least one finding that begins with its first path. */
  broken: readonly Readonly<Record<string, string>>[];
  /** Files that look suspicious and are right. */
  sound: readonly Readonly<Record<string, string>>[];
}
