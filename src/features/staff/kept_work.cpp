#include "features/staff/kept_work.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "platform/text/text.hpp"

namespace motcua::staff {

namespace {

constexpr std::string_view purpose = "staff.kept_work";
constexpr std::size_t longest_place = 120;
constexpr std::size_t longest_title = 300;

struct Row {
    std::string place;
    db::Bytes title;
    Instant kept_at{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (place, title, kept_at))

bool is_place(std::string_view place)
{
    auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    };
    return !place.empty() && place.size() <= longest_place && std::ranges::all_of(place, is_plain);
}

}  // namespace

void KeptWorks::keep(const Actor& actor, std::string_view place, std::string_view title, std::string_view content)
{
    std::vector<FieldProblem> problems;
    if (!is_place(place)) problems.push_back({"place", "not_a_place"});
    if (text::length(title) > longest_title) problems.push_back({"title", "too_long", {{"max", std::to_string(longest_title)}}});
    if (content.size() > kept_work_size) problems.push_back({"content", "too_long", {{"max", std::to_string(kept_work_size)}}});
    if (!problems.empty()) throw Refusal(std::move(problems));
    auto sealed_title = db::Bytes{m_vault.seal(title, purpose)};
    auto sealed_content = db::Bytes{m_vault.seal(content, purpose)};
    m_db.write([&](db::Connection& c) {
        db::execute(c, R"(
            INSERT INTO kept_work (officer_id, place, title, content, kept_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (officer_id, place) DO UPDATE SET title = excluded.title, content = excluded.content, kept_at = excluded.kept_at)",
            actor.officer, place, sealed_title, sealed_content, m_clock.now());
        db::execute(c, R"(
            DELETE FROM kept_work WHERE officer_id = $1 AND place NOT IN (
                SELECT place FROM kept_work WHERE officer_id = $1 ORDER BY kept_at DESC, place LIMIT $2))",
            actor.officer, static_cast<std::int64_t>(kept_works_each));
    });
}

std::vector<KeptWork> KeptWorks::all(const Actor& actor)
{
    auto rows = m_db.read([&](db::Connection& c) {
        return db::query<Row>(c, "SELECT place, title, kept_at FROM kept_work WHERE officer_id = $1 ORDER BY kept_at DESC, place", actor.officer);
    });
    std::vector<KeptWork> works;
    for (auto& row : rows) works.push_back({std::move(row.place), m_vault.open(row.title.data, purpose), row.kept_at});
    return works;
}

std::optional<std::string> KeptWorks::content(const Actor& actor, std::string_view place)
{
    auto sealed = m_db.read([&](db::Connection& c) {
        return db::first<db::Bytes>(c, "SELECT content FROM kept_work WHERE officer_id = $1 AND place = $2", actor.officer, place);
    });
    return sealed ? std::optional(m_vault.open(sealed->data, purpose)) : std::nullopt;
}

void KeptWorks::forget(const Actor& actor, std::string_view place)
{
    m_db.write([&](db::Connection& c) { db::execute(c, "DELETE FROM kept_work WHERE officer_id = $1 AND place = $2", actor.officer, place); });
}

void forget_old_work(db::Connection& c, Instant now)
{
    db::execute(c, "DELETE FROM kept_work WHERE kept_at < $1", now - kept_work_life);
}

}  // namespace motcua::staff
