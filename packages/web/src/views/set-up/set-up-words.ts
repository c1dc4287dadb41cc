import setUp from "../../i18n/en/set-up.json";
import { addMessages } from "../../i18n/i18n.ts";

addMessages("setUp", setUp);
