import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

test("quotes what would be read otherwise", () => {
  expect(csvLine(["plain", "a,b", 'say "hi"', "two\nlines", " blank", ""])).toBe(
    'plain,"a,b","say ""hi""","two\nlines"," blank",\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])(
  "lets no spreadsheet run %j as a formula",
  (text) => {
    expect(csvLine([text]).replace(/^"/, "")[0]).toBe("'");
  },
);
