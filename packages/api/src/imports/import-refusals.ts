import type { RefusalTexts } from "../platform/refusal.ts";
import type { FileTrouble } from "./import-file.ts";
import type { ImportRunRecord } from "./import-run.repository.ts";

/** There is no such run. */
export interface ImportNotFound {
  readonly type: "ImportNotFound";
}

/** A run is over: finished, or cancelled. */
export interface ImportEnded {
  readonly type: "ImportEnded";
  readonly run: ImportRunRecord;
}

/** The columns are not usable: none is the serial number, or two are the same. */
export interface ImportColumnsUnusable {
  readonly type: "ImportColumnsUnusable";
}

/** The file is no table of cards. */
export interface ImportFileUnusable {
  readonly type: "ImportFileUnusable";
  readonly trouble: FileTrouble;
}

/** A run was to go on with another file than it began with. */
export interface ImportFileDiffers {
  readonly type: "ImportFileDiffers";
}

/** The same run goes on somewhere else at this moment. */
export interface ImportRunsElsewhere {
  readonly type: "ImportRunsElsewhere";
}

/** Why a run does not go on. */
export type RunImportRefusal =
  | ImportNotFound
  | ImportEnded
  | ImportFileUnusable
  | ImportFileDiffers
  | ImportRunsElsewhere;

/** What is to be done about a file that is no table. */
export const fileSentences: Readonly<Record<FileTrouble, string>> = {
  EMPTY: "There is nothing in the file. Choose another one.",
  WORKBOOK: "This is a workbook. Open it, save the sheet with the cards as CSV, and choose that file.",
  NOT_TEXT: "This is not a text file. Save the table as CSV, and choose that file.",
  NO_SERIAL_NUMBER: "No column of the file is the serial number. Choose which one it is.",
};

/** The words of what can be refused about imports. */
export const importRefusalTexts: RefusalTexts = {
  ImportNotFound: () => ({ message: "There is no such import. Go back to the list of imports.", field: ["importId"] }),
  ImportEnded: ({ run }: ImportEnded) => ({
    message: run.state === "DONE" ? "This import is finished already." : "This import was cancelled. Start a new one.",
    field: ["importId"],
  }),
  ImportColumnsUnusable: () => ({
    message: "Choose which column holds the serial number, and for each column of the file one meaning at most.",
    field: ["columns"],
  }),
};

/** The words of what stands against a file, for whoever sends it: that is no mutation, so the schema does not have them. */
export const fileRefusalTexts: RefusalTexts = {
  ImportFileUnusable: ({ trouble }: ImportFileUnusable) => ({ message: fileSentences[trouble] }),
  ImportFileDiffers: () => ({
    message:
      "This is not the file that the import began with. Choose that file, or cancel the import and start a new one.",
  }),
  ImportRunsElsewhere: () => ({
    message: "This import is already going on, in another window perhaps. Wait until it is finished.",
  }),
};
