#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace motcua::db {

// A SELECT put together from parts, its values numbered as they come: for questions with filters that may be there or not.
class Statement {
public:
    Statement& add(std::string_view text)
    {
        m_text += text;
        return *this;
    }

    template <class T>
    Statement& value(const T& value)
    {
        auto parameter = to_parameter(value, m_texts.emplace_back());
        if (const auto* text = std::get_if<std::string_view>(&parameter)) parameter = std::string_view(m_texts.emplace_back(*text));
        m_values.push_back(parameter);
        m_text += "$" + std::to_string(m_values.size());
        return *this;
    }

    template <class List>
    Statement& values(const List& list)
    {
        m_text += "(";
        bool first = true;
        for (const auto& one : list) {
            if (!first) m_text += ", ";
            first = false;
            value(one);
        }
        m_text += first ? "NULL)" : ")";
        return *this;
    }

    template <class T>
    std::vector<T> query(Connection& c) const
    {
        std::vector<T> rows;
        RowReader<T> reader;
        c.run(m_text, m_values, [&](const Row& row) { rows.push_back(reader.read(row)); });
        return rows;
    }

    // As db::ask().
    template <class T>
    Asked<T> ask(Connection& c) const
    {
        return ask_for<T>(c, m_text, m_values);
    }

    template <class T>
    std::optional<T> first(Connection& c) const
    {
        std::optional<T> found;
        RowReader<T> reader;
        c.run(m_text, m_values, [&](const Row& row) {
            if (!found) found = reader.read(row);
        });
        return found;
    }

    // Row by row, for results too long to hold.
    template <class T, class Work>
    void each(Connection& c, Work&& work) const
    {
        RowReader<T> reader;
        c.run_in_parts(m_text, m_values, [&](const Row& row) { work(reader.read(row)); });
    }

private:
    std::string m_text;
    std::deque<std::string> m_texts;
    std::vector<Parameter> m_values;
};

}  // namespace motcua::db
