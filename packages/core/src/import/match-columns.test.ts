import { describe, expect, test } from "vitest";
import { isHeading, matchColumns } from "./match-columns.ts";

describe("the columns of a file", () => {
  test.each([
    ["English", ["Serial Number", "Label", "User name", "Admin key", "KCV", "Status", "Valid until", "Card profile"]],
    [
      "German",
      [
        "Seriennummer",
        "Bezeichnung",
        "Benutzername",
        "Admin-Schlüssel",
        "Prüfwert",
        "Status",
        "Gültig bis",
        "Kartenprofil",
      ],
    ],
    [
      "Swedish",
      [
        "Kortnummer",
        "Benämning",
        "Användarnamn",
        "Adminnyckel",
        "Kontrollvärde",
        "Tillstånd",
        "Giltig till",
        "Kortprofil",
      ],
    ],
    [
      "French",
      [
        "N° de série",
        "Libellé",
        "Utilisateur",
        "Clé admin",
        "Valeur de contrôle",
        "État",
        "Date d'expiration",
        "Profil",
      ],
    ],
    [
      "Spanish",
      ["Número de serie", "Etiqueta", "Usuario", "Clave admin", "Valor de control", "Estado", "Caducidad", "Perfil"],
    ],
    [
      "Dutch",
      [
        "Kaartnummer",
        "Omschrijving",
        "Gebruikersnaam",
        "Beheersleutel",
        "Controlewaarde",
        "Toestand",
        "Geldig tot",
        "Kaartprofiel",
      ],
    ],
    [
      "Finnish",
      ["Sarjanumero", "Nimi", "Käyttäjätunnus", "Ylläpitoavain", "Tarkistusarvo", "Tila", "Voimassa asti", "Profiili"],
    ],
  ])("are recognised in %s", (_, headings) => {
    const columns = [
      "SERIAL_NUMBER",
      "LABEL",
      "HOLDER",
      "ADMIN_KEY",
      "KEY_CHECK_VALUE",
      "STATE",
      "VALID_UNTIL",
      "PROFILE",
    ];
    expect(matchColumns(headings)).toEqual(Object.fromEntries(columns.map((column, index) => [column, index])));
  });

  test("are found in any order, between columns that mean nothing", () => {
    expect(matchColumns(["Room", "key", "Notes", "S/N"])).toEqual({ ADMIN_KEY: 1, SERIAL_NUMBER: 3 });
  });

  test("are found by a word inside a longer heading, but not where another is the word itself", () => {
    expect(matchColumns(["Serial number (printed)", "Key check value of key", "Admin key 24 bytes"])).toEqual({
      SERIAL_NUMBER: 0,
      KEY_CHECK_VALUE: 1,
      ADMIN_KEY: 2,
    });
  });

  test("hold the admin key rather than the PUK where there are both", () => {
    expect(matchColumns(["PUK", "Admin key"])).toMatchObject({ ADMIN_KEY: 1 });
  });
});

test.each([
  [["Serial", "Key"], true],
  [["Nummer der Karte", "Raum"], true],
  [["00124821", "anna"], false],
  [["S-1", "0102030405060708"], false],
  [["", ""], false],
])("tells whether %j is a heading: %s", (cells, expected) => {
  expect(isHeading(cells)).toBe(expected);
});
