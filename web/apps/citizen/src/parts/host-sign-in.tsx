import { say } from "@motcua/text";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, bearer, messageOf, platform, rememberSignedIn } from "../services";

/** In the Mini App: what the host gives becomes a session of ours. */
export function HostSignIn() {
  const queries = useQueryClient();
  const entering = useMutation({
    mutationFn: async () => api.enterFromHost(await platform.hostTokens!()),
    onSuccess: (session) => {
      bearer.keep(session.token);
      rememberSignedIn(true);
      queries.setQueryData(["citizen"], session.citizen);
    },
  });
  return (
    <>
      {entering.error && <p className="field-error" role="alert">{messageOf(entering.error)}</p>}
      <button type="button" className="button" aria-disabled={entering.isPending} onClick={() => entering.isPending || entering.mutate()}>
        {say(entering.isPending ? "Đang đăng nhập…" : "Đăng nhập bằng Zalo")}
      </button>
    </>
  );
}
