import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const icons = {
  inbox: <Icon><path d="M4 13l2.5-8h11L20 13v6H4zM4 13h4.5a3.5 3.5 0 0 0 7 0H20" /></Icon>,
  intake: <Icon><path d="M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M12.5 11v6M9.5 14h6" /></Icon>,
  register: <Icon><path d="M5 4h14v16H5zM8.5 4v16M11.5 8.5h4.5M11.5 12h4.5" /></Icon>,
  glance: <Icon><path d="M4 17a8 8 0 1 1 16 0M12 17l4-6" /></Icon>,
  report: <Icon><path d="M5 20V4M5 20h15M9 17v-5M13 17V8M17 17v-7" /></Icon>,
  index: <Icon><path d="M4 16l5-5 4 3 7-8M15 6h5v5" /></Icon>,
  down: <Icon><path d="M7 10l5 5 5-5" /></Icon>,
  scan: <Icon><path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10" /></Icon>,
};
