import { Banner } from "@motcua/kit";
import { say, vi } from "@motcua/text";
import { Component, lazy, type ComponentType, type ReactNode } from "react";

const mark = "motcua.reloaded";

/** Whether the app was loaded anew already; where nothing can be remembered it never is. */
function wasReloaded(now?: "" | "1"): boolean {
  try {
    const was = sessionStorage.getItem(mark) === "1";
    if (now !== undefined) sessionStorage.setItem(mark, now);
    return was;
  } catch {
    return true;
  }
}

/** A page that is loaded when it is asked for. After an update the old parts are gone: then the app is loaded anew, once. */
export const later = <K extends string>(load: () => Promise<Record<K, ComponentType<any>>>, name: K) => lazy(async () => {
  try {
    const part = { default: (await load())[name] };
    wasReloaded("");
    return part;
  } catch (error) {
    if (!navigator.onLine || wasReloaded("1")) throw error;
    location.reload();
    return new Promise<never>(() => undefined);
  }
});

/** What failed to be drawn is told with a way on, never as an empty page. */
export class Fallback extends Component<{ at: string; children: ReactNode }, { at: string; hasFailed: boolean }> {
  override state = { at: "", hasFailed: false };

  static getDerivedStateFromError = () => ({ hasFailed: true });

  /** Another page is tried anew. */
  static getDerivedStateFromProps = (props: { at: string }, state: { at: string }) => (props.at === state.at ? null : { at: props.at, hasFailed: false });

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <>
        <h1>{say("Chưa mở được trang này")}</h1>
        <Banner tone="bad" alert>
          <p>{say(navigator.onLine ? vi.network.unexpected : vi.network.offline)}</p>
          <button type="button" className="button button-quiet" onClick={() => location.reload()}>{say("Tải lại")}</button>
        </Banner>
      </>
    );
  }
}
