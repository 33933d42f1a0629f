import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

export const icons = {
  child: <Icon><circle cx="12" cy="7" r="3.5" /><path d="M6 20c0-4 2.5-6.5 6-6.5s6 2.5 6 6.5" /><path d="M12 3.5c.8-1.2 2-1.2 2.4-.4" /></Icon>,
  rings: <Icon><circle cx="8.5" cy="14" r="5" /><circle cx="15.5" cy="14" r="5" /><path d="M7 6l1.5-2h2L12 6l-2.5 2.5z" /></Icon>,
  stamp: <Icon><path d="M9 10V5.5a3 3 0 0 1 6 0V10l3 3.5H6z" /><path d="M5 13.5h14V17H5zM6 20.5h12" /></Icon>,
  home: <Icon><path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z" /></Icon>,
  care: <Icon><path d="M12 20s-7.5-4.5-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10C19.5 15.5 12 20 12 20z" /></Icon>,
  land: <Icon><path d="M3.5 7l5.5-2 6 2 5.5-2v12l-5.5 2-6-2-5.5 2z" /><path d="M9 5v12M15 7v12" /></Icon>,
  shop: <Icon><path d="M4 9.5L5.5 4h13L20 9.5M5 12v8h14v-8M4 9.5c0 1.5 1.2 2.5 2.7 2.5s2.600-1 2.600-2.5c0 1.5 1.2 2.5 2.7 2.5s2.7-1 2.7-2.5c0 1.5 1.100 2.5 2.600 2.5S20 11 20 9.5" /></Icon>,
  build: <Icon><path d="M5 20.5V9l7-5 7 5v11.5M3.5 20.5h17M9.5 20.5V14h5v6.5" /></Icon>,
  help: <Icon><path d="M3.5 13.5l4-2.5 4.5 2h3.5a1.500 1.500 0 0 1 0 3H11M15 14.5l4-2.5c1.500-.8 2.500 1 1.500 2L15 18.500H9.500L3.500 17" /><path d="M12 8.500S8.500 6.500 8.500 4.300A1.900 1.900 0 0 1 12 3.300a1.900 1.900 0 0 1 3.500 1C15.500 6.500 12 8.500 12 8.500z" /></Icon>,
  school: <Icon><path d="M2.500 9.500L12 5l9.500 4.500L12 14z" /><path d="M6.500 11.500V16c1.500 1.500 3.500 2 5.500 2s4-.5 5.500-2v-4.500M21.500 9.500V15" /></Icon>,
  candle: <Icon><path d="M9 11h6v9.500H9zM6 20.500h12" /><path d="M12 8.500c-1.500 0-2-1-2-2C10 5 12 3 12 3s2 2 2 3.500c0 1-.5 2-2 2zM12 8.500V11" /></Icon>,
  list: <Icon><path d="M8.500 6h11M8.500 12h11M8.500 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01" /></Icon>,
  folder: <Icon><path d="M3.500 18.500V6h6l2 2.500h9v10z" /></Icon>,
  look: <Icon><circle cx="10.500" cy="10.500" r="6" /><path d="M15 15l5 5" /></Icon>,
  ask: <Icon><path d="M4 5h16v11h-9l-4 4v-4H4z" /><path d="M9.500 9.200c.3-1.200 1.300-1.700 2.500-1.700 1.500 0 2.500.8 2.500 2 0 1.500-2.300 1.500-2.300 3M12.200 14h.01" /></Icon>,
  id: <Icon><rect x="3" y="5" width="18" height="14" rx="2" /><circle cx="8.5" cy="11" r="2" /><path d="M5.5 16c.4-1.600 1.5-2.400 3-2.400s2.600.8 3 2.400M14 10h4M14 13.5h4" /></Icon>,
};
