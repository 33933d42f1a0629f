interface ImportMetaEnv {
  readonly PROD: boolean;
  /** Set for the build of the Mini App in Zalo. */
  readonly VITE_ZALO?: string;
  /** Where the Mini App finds the API: https://… without a trailing slash. */
  readonly VITE_API_BASE?: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
