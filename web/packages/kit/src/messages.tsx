import { say } from "@motcua/text";
import { useEffect, useRef, type ReactNode } from "react";

export interface SummarisedError {
  /** The id of the control that needs correction. */
  target: string;
  text: string;
}

/** What is wrong, in one place at the top: takes the focus when it appears, each line leads to its field. */
export function ErrorSummary({ errors, title = say("Có chỗ cần sửa") }: { errors: SummarisedError[]; title?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const texts = errors.map((error) => error.text).join("\n");
  useEffect(() => {
    if (texts) box.current?.focus();
  }, [texts]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.target + error.text}>
            <a href={`#${error.target}`} onClick={(e) => {
              e.preventDefault();
              focusOn(error.target);
            }}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Moves the focus to a control, or to the first control inside the group of that id. */
export function focusOn(id: string) {
  const found = document.getElementById(id);
  const control = found?.matches("input, select, textarea, button") ? found : (found?.querySelector<HTMLElement>("input, select, textarea") ?? found);
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

export type Tone = "good" | "warn" | "bad" | "calm" | "plain";

/** A short state, always in words; the colour only helps. */
export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}

export function Banner({ tone = "calm", title, alert, children }: { tone?: Tone; title?: string; alert?: boolean; children: ReactNode }) {
  return (
    <div className={`banner banner-${tone}`} role={alert ? "alert" : undefined}>
      {title && <p className="banner-title">{title}</p>}
      {children}
    </div>
  );
}

export function Loading({ children = say("Đang tải…") }: { children?: ReactNode }) {
  return <p className="loading" role="status">{children}</p>;
}
