// Directus on as many processes as PROCESSES says: the first one only starts the others.
import cluster from "node:cluster";

if (cluster.isPrimary) {
  for (let i = 0; i < Number(process.env.PROCESSES); ++i) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill("SIGTERM");
    cluster.disconnect(() => process.exit(0));
  });
} else {
  await import("@directus/api/start");
}
