/** The code of a file with its comments blanked out, line for line. */
export function codeOf(text) {
  const blank = (comment) => comment.replace(/[^\n]/g, " ");
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[^:"'`\\])\/\/[^\n]*/g, (comment) => blank(comment));
}
