#pragma once

#include <optional>
#include <vector>

#include "features/reports/counting.hpp"
#include "platform/db/db.hpp"

namespace motcua::reports {

// What is counted of each dossier: counted_dossier, counted_lateness, counted_payment.
class CountStore {
public:
    explicit CountStore(db::Connection& connection) : m_db(connection) {}

    // False when the dossier is not counted yet: it is older than this feature.
    bool write(const Change&);
    // The whole of it, in place of what is there.
    void replace(const Ledger&);
    void remove_all();
    bool is_empty();

    std::optional<Ledger> find(DossierId);
    // Those with ids after `after` up to `last`, by id.
    std::vector<Ledger> between(DossierId after, DossierId last);

private:
    void insert(const Counted&);
    bool update(const Change&);
    void add(const Counted&, const std::vector<Payment>&);

    db::Connection& m_db;
};

}  // namespace motcua::reports
