import { nextTick, type Ref } from "vue";
import { translate } from "../../i18n/i18n.ts";
import { announce } from "../../ui/feedback/announce.ts";
import type { CommandRow } from "./profile-draft.ts";

let newRows = 0;

/** Verbs on the rows of Additional Commands; each says what it did and leaves the focus where one goes on. */
export function useCommandRows(
  rows: Ref<CommandRow[]>,
  focus: { readonly row: (key: string, by?: -1 | 1) => void; readonly add: () => void },
) {
  /** Adds an empty row at the end. */
  async function add() {
    const key = `new-${++newRows}`;
    rows.value = [...rows.value, { key, process: "", who: [] }];
    await nextTick();
    focus.row(key);
  }

  /** Takes a row away; nothing is lost until the profile is saved. */
  async function remove(index: number, name: string) {
    rows.value = rows.value.filter((_, each) => each !== index);
    announce(translate("admin.profiles.removed", { process: name }));
    await nextTick();
    const neighbour = rows.value[Math.min(index, rows.value.length - 1)];
    if (neighbour === undefined) focus.add();
    else focus.row(neighbour.key);
  }

  /** Swaps a row with its neighbour. */
  async function move(index: number, by: -1 | 1, name: string) {
    const target = index + by;
    const moved = rows.value[index];
    const other = rows.value[target];
    if (moved === undefined || other === undefined) return;
    const next = [...rows.value];
    next[target] = moved;
    next[index] = other;
    rows.value = next;
    announce(translate("admin.profiles.moved", { process: name, position: target + 1, count: next.length }));
    await nextTick();
    focus.row(moved.key, by);
  }

  /** Puts an edited row in the place of the old one. */
  function replace(index: number, row: CommandRow) {
    rows.value = rows.value.map((each, at) => (at === index ? row : each));
  }

  return { add, remove, move, replace };
}
