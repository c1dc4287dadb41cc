/** What something shown is about, apart from its words: colour, icon and border follow it together. */
export type Tone = "neutral" | "notice" | "success" | "warning" | "danger" | "accent";

/** The colours of a soft surface in that tone. */
export const toneLook: Record<Tone, string> = {
  neutral: "border-line bg-sunken text-ink",
  notice: "border-notice-line bg-notice-soft text-notice",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
  accent: "border-accent-line bg-accent-soft text-accent",
};
