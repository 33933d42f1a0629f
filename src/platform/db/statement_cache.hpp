#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace motcua::db {

// Prepared statements by their text. A program has a few hundred texts; when there are more, text is being glued together
// somewhere, and the cache starts anew instead of growing without end.
template <class Statement>
class StatementCache {
public:
    static constexpr std::size_t limit = 1000;

    Statement* find(std::string_view sql) const
    {
        auto found = m_statements.find(sql);
        return found == m_statements.end() ? nullptr : found->second.get();
    }
    bool is_full() const { return m_statements.size() >= limit; }
    Statement& add(std::string_view sql, std::unique_ptr<Statement> statement)
    {
        return *(m_statements[std::string(sql)] = std::move(statement));
    }
    void forget(std::string_view sql)
    {
        if (auto found = m_statements.find(sql); found != m_statements.end()) m_statements.erase(found);
    }
    void clear() { m_statements.clear(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> m_statements;
};

}  // namespace motcua::db
