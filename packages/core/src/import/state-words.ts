import { type CardState, cardStates } from "../lifecycle/card-states.ts";
import { foldHeader } from "./match-columns.ts";

/** What people call the states of a card in their spreadsheets, beside the words of Unlatch. In folded form. */
const words: Readonly<Partial<Record<CardState, readonly string[]>>> = {
  REGISTERED: wordsOf(`
    new neu registriert registrerad ny enregistre registrado geregistreerd stock`),
  ISSUED: wordsOf(`
    ausgegeben utgiven utfardad delivre emise emitida uitgegeven udstedt utstedt`),
  ACTIVE: wordsOf(`
    aktiv aktivt active actief actif activa activo ativo attivo attiva aktywna
    aktivni aktiivinen inuse enabled`),
  INACTIVE: wordsOf(`
    inaktiv inactief inactif inactiva inactivo inativo inattivo suspended disabled
    vilande suspendu suspendida passiivinen`),
  LOCKED: wordsOf(`
    gesperrt sparrad sparret sperret verrouille bloqueada vergrendeld revoked lukittu`),
  EXPIRED: wordsOf(`
    abgelaufen utgangen udlobet utlopt expire caducada verlopen scaduta vanhentunut`),
};

/** @returns the state that a word of a spreadsheet means, or null */
export function readStateWord(word: string): CardState | null {
  const folded = foldHeader(word);
  return cardStates.find((state) => foldHeader(state) === folded || words[state]?.includes(folded)) ?? null;
}

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
