/** Something the person can put right: what it is, and the id of the control where (null: nowhere in particular). */
export interface Problem {
  readonly text: string;
  readonly fieldId: string | null;
}
