/** With what somebody can come in when the card is the thing that is blocked. */
export type WayInBy = "password" | "passkey" | "account elsewhere";

const isOn = (kind: "PASSWORD" | "PASSKEY") =>
  `EXISTS (SELECT 1 FROM sign_in_methods m WHERE m.kind = '${kind}' AND m.is_on = 1)`;

/**
 * With what somebody can sign in, as an expression over a row `u` of `users`, for read models over many people: NULL for
 * nobody's way. Only methods that are switched on count. Whoever a directory's rule would let in for the first time is not
 * known before they come.
 */
export const wayInBy = `CASE
  WHEN u.password_hash IS NOT NULL AND ${isOn("PASSWORD")} THEN 'password'
  WHEN EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id) AND ${isOn("PASSKEY")} THEN 'passkey'
  WHEN EXISTS (SELECT 1 FROM external_identities e JOIN sign_in_methods m ON m.id = e.method_id
    WHERE e.user_id = u.id AND m.is_on = 1 AND e.ended_at_version IS NULL) THEN 'account elsewhere' END`;
