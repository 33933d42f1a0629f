#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace motcua::reports {

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
        auto parameter = db::to_parameter(value, m_texts.emplace_back());
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

    template <class Row>
    std::vector<Row> query(db::Connection& c) const
    {
        std::vector<Row> rows;
        db::RowReader<Row> reader;
        c.run(m_text, m_values, [&](const db::Row& row) { rows.push_back(reader.read(row)); });
        return rows;
    }

    // Row by row, for results too long to hold.
    template <class Row, class Work>
    void each(db::Connection& c, Work&& work) const
    {
        db::RowReader<Row> reader;
        c.run_in_parts(m_text, m_values, [&](const db::Row& row) { work(reader.read(row)); });
    }

private:
    std::string m_text;
    std::deque<std::string> m_texts;
    std::vector<db::Parameter> m_values;
};

}  // namespace motcua::reports
