import type { ImportColumn } from "./import-column.ts";

/**
 * What people write above the columns of their spreadsheets: English, German, Swedish, Danish, Norwegian, Finnish,
 * Dutch, French, Spanish, Portuguese, Italian, Polish, Czech. In the form that `foldHeader` gives.
 */
export const headerWords: Readonly<Record<ImportColumn, readonly string[]>> = {
  SERIAL_NUMBER: wordsOf(`
    serialnumber serialno serialnr serial cardserial cardserialnumber cardnumber cardno cardid sn csn seriennummer
    seriennr kartennummer kartennr kartenseriennummer serienummer serienr kortnummer kortserienummer kortnr
    sarjanumero korttinumero kaartnummer numerodeserie numeroserie ndeserie nodeserie nserie numerodecarte
    numerocarte numerodetarjeta tarjeta numerodocartao numerodiserie numerocarta numerseryjny numerkarty
    seriovecislo cislokarty номеркарты серийныйномер`),
  LABEL: wordsOf(`
    label cardlabel cardname description title bezeichnung kartenname beschreibung benamning kortnamn beskrivning
    etikett betegnelse navn kuvaus nimi omschrijving kaartnaam libelle etiquette nomdecarte etiqueta descripcion
    descricao etichetta descrizione etykieta opis popis nazev описание`),
  HOLDER: wordsOf(`
    holder cardholder username user userid login loginname account owner upn samaccountname userprincipalname
    employee benutzer benutzername inhaber karteninhaber anmeldename mitarbeiter anvandare anvandarnamn innehavare
    kortinnehavare bruger brugernavn bruker brukernavn kayttaja kayttajatunnus haltija gebruiker gebruikersnaam
    kaarthouder utilisateur nomdutilisateur identifiant titulaire porteur usuario nombredeusuario titular
    utilizador nomedeutilizador utente nomeutente titolare uzytkownik nazwauzytkownika uzivatel drzitel
    пользователь`),
  ADMIN_KEY: wordsOf(`
    adminkey administratorkey administrationkey key cardkey mgmtkey managementkey 9b 9bkey adminkeyhex keyhex
    secretkey unblockkey puk pukhex authenticationkey sokey adminschlussel administratorschlussel schlussel
    kartenschlussel verwaltungsschlussel adminnyckel nyckel kortnyckel administratorsnyckel adminnogle nogle
    adminnokkel nokkel yllapitoavain avain beheersleutel beheerderssleutel sleutel adminsleutel cleadmin
    cleadministrateur cledadministration cle claveadmin clavedeadministrador clave claveadministrador chaveadmin
    chave chavedeadministrador chiaveadmin chiave chiavediamministrazione kluczadministratora klucz klicspravce
    klic ключ`),
  KEY_CHECK_VALUE: wordsOf(`
    kcv keycheckvalue checkvalue keycheck checksum keychecksum prufwert schlusselprufwert prufsumme kontrollvarde
    nyckelkontrollvarde kontrolvaerdi kontrollverdi tarkistusarvo controlewaarde sleutelcontrolewaarde
    valeurdecontrole valeurcontrole valordecontrol valordeverificacion valordecontrolo valoredicontrollo
    wartosckontrolna kontrolnihodnota`),
  STATE: wordsOf(`
    state status cardstate cardstatus zustand kartenstatus tillstand kortstatus tilstand tila kortintila
    kaartstatus toestand etat statut estado stato stan stav статус`),
  VALID_UNTIL: wordsOf(`
    validuntil validto expires expiry expirydate expirationdate expiration enddate notafter gultigbis ablaufdatum
    ablauf giltigtill giltigtom utgangsdatum gyldigtil udlobsdato utlopsdato voimassa voimassaasti
    viimeinenvoimassaolopaiva geldigtot vervaldatum valablejusquau datedexpiration dateexpiration validohasta
    fechadevencimiento fechadecaducidad caducidad validoate datadevalidade validade validofinoal scadenza
    datascadenza waznydo datawaznosci platnostdo`),
  PROFILE: wordsOf(`
    profile cardprofile profilename profil kartenprofil kortprofil profiili kaartprofiel profiel profildecarte
    perfil perfildetarjeta perfildocartao profilo profilkarty`),
  CARD_TYPE: wordsOf(`
    cardtype type typeofcard model kartentyp typ korttyp korttype korttityyppi kaarttype typedecarte tipodetarjeta
    tipo tipodecartao tipodicarta typkarty`),
};

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
