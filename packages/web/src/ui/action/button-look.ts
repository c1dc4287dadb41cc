/** How loud an action is: one primary per screen, danger for what cannot be taken back, ghost for the quiet ones. */
export type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";

const base =
  "touchable inline-flex items-center justify-center gap-2 rounded-control border px-4 py-2 text-base leading-tight font-semibold select-none transition-colors no-underline aria-busy:cursor-progress";

const looks: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken hover:border-ink",
  danger: "border-transparent bg-danger text-on-danger hover:bg-danger-hover",
  ghost: "border-transparent bg-transparent text-accent hover:bg-accent-soft",
};

/** The classes that buttons and links which look like buttons share. */
export function buttonLook(variant: ButtonVariant): string {
  return `${base} ${looks[variant]}`;
}
