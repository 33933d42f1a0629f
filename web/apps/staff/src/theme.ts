import { createTheme } from "@mantine/core";

/** The officers' look: the same brand and letters as the citizen's, denser. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  primaryColor: "brand",
  primaryShade: 7,
  defaultRadius: "sm",
  colors: {
    brand: ["#fdecec", "#f6d3d5", "#e9a5a8", "#dc7579", "#d14d52", "#c6343a", "#b5222a", "#a5121b", "#8d0d15", "#7d0b13"],
  },
});
