#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct pg_conn;

namespace motcua::seed {

// COPY … FROM STDIN in binary, over a connection of its own that keeps no foreign keys and runs no triggers: what is sent must be
// consistent by itself. One transaction: nothing is there before finish(). The account must be a superuser. Throws std::runtime_error.
class PostgresCopy {
public:
    // "journal (dossier_id, seq, …)": every column a bigint, text or bytea.
    PostgresCopy(const std::string& url, const std::string& table_and_columns);
    ~PostgresCopy();

    PostgresCopy& row(int fields);
    PostgresCopy& add(std::int64_t);
    PostgresCopy& add(std::optional<std::int64_t>);
    PostgresCopy& add(std::string_view text_or_bytes);
    void finish();

private:
    struct Finish {
        void operator()(pg_conn*) const;
    };
    void send();
    void require(bool holds);

    std::unique_ptr<pg_conn, Finish> m_connection;
    std::string m_bytes;
};

}  // namespace motcua::seed
