import { useI18n } from "vue-i18n";

/** @returns what a role is called: those that come with Unlatch in the reader's language, an own one as it was named */
export function useRoleName() {
  const { t, te } = useI18n();
  return ({ id, name }: { readonly id: string; readonly name: string }) =>
    te(`session.role.${id}`) ? t(`session.role.${id}`) : name;
}
