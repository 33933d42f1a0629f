// The only file that imports the SDK; loaded when something in Zalo is asked for, never before the first view.
export { getAccessToken, getPhoneNumber, nativeStorage, openOutApp, setNavigationBarTitle } from "zmp-sdk/apis";
