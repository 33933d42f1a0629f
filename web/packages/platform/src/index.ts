export type { Platform, Store } from "./platform";
export { browserStore, webPlatform } from "./web";
