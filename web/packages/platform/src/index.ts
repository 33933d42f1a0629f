export type { ListedStore, Platform, Store } from "./platform";
export { browserStore, webPlatform } from "./web";
export { zaloPlatform } from "./zalo";
