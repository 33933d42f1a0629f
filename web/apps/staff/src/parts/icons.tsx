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
  delegate: <Icon><path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6M14 17h7M18 14l3 3-3 3" /></Icon>,
  officers: <Icon><path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 3-6 6.5-6s6.5 2.5 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3.5 2.8 3.5 5.5" /></Icon>,
  agencies: <Icon><path d="M4 20V9l8-5 8 5v11M4 20h16M9 20v-6h6v6" /></Icon>,
  procedures: <Icon><path d="M5 5h9a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3zM9 9h4M9 13h4M19 8v12" /></Icon>,
  calendar: <Icon><path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4" /></Icon>,
  log: <Icon><path d="M12 7v5l3.5 2M12 20.5a8.5 8.5 0 1 0-8.5-8.5M3.5 16.5v-4.5h4.5" /></Icon>,
  talk: <Icon><path d="M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5" /></Icon>,
  down: <Icon><path d="M7 10l5 5 5-5" /></Icon>,
  scan: <Icon><path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10" /></Icon>,
};
