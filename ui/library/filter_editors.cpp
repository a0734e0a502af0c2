// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/filter_editors.h"

#include "core/audio/analysis.h"
#include "ui/library/key_wheel.h"
#include "ui/library/label_words.h"
#include "ui/library/range_filter_editor.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/pick_row.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDate>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

namespace {

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

class KeyFilterEditor : public FilterEditor
{
public:
    KeyFilterEditor(library::TrackQuery query, QWidget *parent) : FilterEditor(std::move(query), parent), m_wheel(new KeyWheel)
    {
        QVBoxLayout *column = columnOf(this);
        m_wheel->setFixedSize(228, 228);
        column->addWidget(m_wheel, 0, Qt::AlignHCenter);
        auto *row = new QHBoxLayout;
        auto *compatible = new Switch(tr("Keys that mix with it too"));
        compatible->setChecked(m_query.withCompatibleKeys);
        row->addWidget(new TextLabel(tr("Keys that mix with it too"), TextStyle::Body, Ink::Secondary), 1);
        row->addWidget(compatible);
        column->addLayout(row);
        m_wheel->setPicked(audio::camelotOf(m_query.key), m_query.withCompatibleKeys);
        connect(m_wheel, &KeyWheel::pickedChanged, this, [this](const QString &camelot) {
            m_query.key = keyOfCamelot(camelot);
            take();
        });
        connect(compatible, &QAbstractButton::toggled, this, [this](bool on) {
            m_query.withCompatibleKeys = on;
            take();
        });
    }
    [[nodiscard]] QWidget *firstField() override { return m_wheel; }

private:
    void take()
    {
        m_wheel->setPicked(audio::camelotOf(m_query.key), m_query.withCompatibleKeys);
        Q_EMIT edited();
    }
    KeyWheel *m_wheel;
};

// Several of a list: genres, moods, instruments, tags, states.
class PickFilterEditor : public FilterEditor
{
public:
    struct Option
    {
        QString name;
        QString words;
        int count = -1;
    };
    PickFilterEditor(FilterKind kind, library::TrackQuery query, const std::vector<Option> &options, QWidget *parent)
        : FilterEditor(std::move(query), parent), m_kind(kind)
    {
        constexpr int kWithoutSearch = 12;
        constexpr int kShownRows = 11;
        QVBoxLayout *column = columnOf(this);
        if (options.empty())
            column->addWidget(
                new TextLabel(kind == FilterKind::Tag ? tr("No song has a tag yet. F2 gives one.") : tr("Known when songs are analysed."),
                              TextStyle::Body, Ink::Secondary));
        auto *list = new QWidget;
        QVBoxLayout *rows = columnOf(list);
        rows->setSpacing(0);
        for (const Option &option : options) {
            auto *row = new PickRow(option.words, option.count, kind == FilterKind::Instrument);
            row->setState(stateOf(option.name));
            connect(row, &PickRow::stateChanged, this, [this, name = option.name](PickRow::State state) { put(name, state); });
            rows->addWidget(row);
            m_rows.push_back(row);
        }
        rows->addStretch(1);
        if (static_cast<int>(options.size()) > kWithoutSearch) {
            m_search = new SearchField(tr("Find"));
            connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
                for (PickRow *row : m_rows)
                    row->setVisible(row->text().contains(text.trimmed(), Qt::CaseInsensitive));
            });
            column->addWidget(m_search);
        }
        auto *scroll = new QScrollArea;
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setWidget(list);
        scroll->viewport()->setAutoFillBackground(false);
        list->setAutoFillBackground(false);
        scroll->setFixedHeight(28 * std::min(kShownRows, static_cast<int>(options.size())));
        column->addWidget(scroll);
        if (kind == FilterKind::Instrument)
            column->addWidget(new TextLabel(tr("Press again to leave songs with it out."), TextStyle::CaptionLight, Ink::Tertiary));
    }
    [[nodiscard]] QWidget *firstField() override
    {
        return m_search != nullptr ? static_cast<QWidget *>(m_search) : m_rows.empty() ? this : static_cast<QWidget *>(m_rows.front());
    }

private:
    [[nodiscard]] PickRow::State stateOf(const QString &name) const
    {
        if (m_kind == FilterKind::Status) {
            const auto status = static_cast<library::TrackStatus>(name.toInt());
            return std::find(m_query.status.begin(), m_query.status.end(), status) != m_query.status.end() ? PickRow::State::On
                                                                                                           : PickRow::State::Off;
        }
        if (m_kind == FilterKind::Instrument && m_query.withoutInstruments.contains(name))
            return PickRow::State::Without;
        const QStringList &picked = m_kind == FilterKind::Genre  ? m_query.genres
                                    : m_kind == FilterKind::Mood ? m_query.moods
                                    : m_kind == FilterKind::Tag  ? m_query.tags
                                                                 : m_query.instruments;
        return picked.contains(name, Qt::CaseInsensitive) ? PickRow::State::On : PickRow::State::Off;
    }
    void put(const QString &name, PickRow::State state)
    {
        const auto change = [&](QStringList &list, bool in) {
            list.removeAll(name);
            if (in)
                list.append(name);
        };
        switch (m_kind) {
        case FilterKind::Genre:
            change(m_query.genres, state == PickRow::State::On);
            break;
        case FilterKind::Mood:
            change(m_query.moods, state == PickRow::State::On);
            break;
        case FilterKind::Tag:
            change(m_query.tags, state == PickRow::State::On);
            break;
        case FilterKind::Status: {
            const auto status = static_cast<library::TrackStatus>(name.toInt());
            std::erase(m_query.status, status);
            if (state == PickRow::State::On)
                m_query.status.push_back(status);
            break;
        }
        default:
            change(m_query.instruments, state == PickRow::State::On);
            change(m_query.withoutInstruments, state == PickRow::State::Without);
        }
        Q_EMIT edited();
    }

    FilterKind m_kind;
    SearchField *m_search = nullptr;
    std::vector<PickRow *> m_rows;
};

class RatingFilterEditor : public FilterEditor
{
public:
    RatingFilterEditor(library::TrackQuery query, QWidget *parent) : FilterEditor(std::move(query), parent), m_stars(new StarsField(20))
    {
        QVBoxLayout *column = columnOf(this);
        m_stars->setRating(m_query.minRating.value_or(0));
        column->addWidget(m_stars);
        column->addWidget(new TextLabel(tr("or more; the same star again takes it away"), TextStyle::CaptionLight, Ink::Tertiary));
        connect(m_stars, &StarsField::rated, this, [this](int rating) {
            m_query.minRating = rating > 0 ? std::optional(rating) : std::nullopt;
            Q_EMIT edited();
        });
    }
    [[nodiscard]] QWidget *firstField() override { return m_stars; }

private:
    StarsField *m_stars;
};

class DateFilterEditor : public FilterEditor
{
public:
    DateFilterEditor(library::TrackQuery query, QWidget *parent)
        : FilterEditor(std::move(query), parent),
          m_from(new QLineEdit(m_query.addedFrom)),
          m_to(new QLineEdit(m_query.addedTo)),
          m_words(new TextLabel(tr("year-month-day, both days belong to it"), TextStyle::CaptionLight, Ink::Tertiary))
    {
        QVBoxLayout *column = columnOf(this);
        auto *presets = new QWidget;
        auto *flow = new FlowLayout(presets);
        const QDate today = QDate::currentDate();
        const QDate month(today.year(), today.month(), 1);
        const auto preset = [&](const QString &words, QDate from, QDate to) {
            auto *chip = new Chip(words);
            connect(chip, &QAbstractButton::clicked, this, [this, from, to] {
                m_from->setText(from.toString(Qt::ISODate));
                m_to->setText(to.isValid() ? to.toString(Qt::ISODate) : QString());
                settle();
            });
            flow->addWidget(chip);
        };
        preset(tr("Today"), today, {});
        preset(tr("Last 7 days"), today.addDays(-6), {});
        preset(tr("Last 30 days"), today.addDays(-29), {});
        preset(tr("This month"), month, month.addMonths(1).addDays(-1));
        preset(tr("This year"), QDate(today.year(), 1, 1), QDate(today.year(), 12, 31));
        column->addWidget(presets);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        m_from->setPlaceholderText(QStringLiteral("2026-01-31"));
        m_to->setPlaceholderText(tr("today"));
        m_from->setAccessibleName(tr("From"));
        m_to->setAccessibleName(tr("To"));
        row->addWidget(m_from, 1);
        row->addWidget(new TextLabel(tr("to"), TextStyle::Body, Ink::Secondary));
        row->addWidget(m_to, 1);
        column->addLayout(row);
        column->addWidget(m_words);
        for (QLineEdit *field : {m_from, m_to})
            connect(field, &QLineEdit::editingFinished, this, &DateFilterEditor::settle);
    }
    [[nodiscard]] QWidget *firstField() override { return m_from; }
    void settle() override
    {
        const auto good = [](const QString &text) { return text.isEmpty() || QDate::fromString(text, Qt::ISODate).isValid(); };
        const QString from = m_from->text().trimmed(), to = m_to->text().trimmed();
        const bool isGood = good(from) && good(to);
        m_words->setInk(isGood ? Ink::Tertiary : Ink::Danger);
        m_words->setText(isGood ? tr("year-month-day, both days belong to it") : tr("A day is written like 2026-01-31"));
        if (!isGood || (from == m_query.addedFrom && to == m_query.addedTo))
            return;
        m_query.addedFrom = from;
        m_query.addedTo = to;
        const QStringList sentences = library::straighten(m_query);
        m_from->setText(m_query.addedFrom);
        m_to->setText(m_query.addedTo);
        if (!sentences.isEmpty()) {
            m_words->setInk(Ink::Warning);
            m_words->setText(sentences.join(u' '));
            Q_EMIT said(sentences.join(u' '));
        }
        Q_EMIT edited();
    }

private:
    QLineEdit *m_from;
    QLineEdit *m_to;
    TextLabel *m_words;
};

class YesNoFilterEditor : public FilterEditor
{
public:
    YesNoFilterEditor(FilterKind kind, library::TrackQuery query, QWidget *parent) : FilterEditor(std::move(query), parent), m_kind(kind)
    {
        library::TrackQuery yes = m_query, no = m_query;
        valueOf(yes) = true;
        valueOf(no) = false;
        m_segment = new Segment({{tr("All"), {}}, {chipText(yes, kind), {}}, {chipText(no, kind), {}}});
        m_segment->setCurrent(!valueOf(m_query) ? 0 : *valueOf(m_query) ? 1 : 2);
        columnOf(this)->addWidget(m_segment);
        connect(m_segment, &Segment::currentChanged, this, [this](int index) {
            valueOf(m_query) = index == 0 ? std::nullopt : std::optional(index == 1);
            Q_EMIT edited();
        });
    }
    [[nodiscard]] QWidget *firstField() override { return m_segment; }

private:
    [[nodiscard]] std::optional<bool> &valueOf(library::TrackQuery &query) const
    {
        return m_kind == FilterKind::Used ? query.usedInProject : m_kind == FilterKind::Favourite ? query.favourite : query.missing;
    }
    FilterKind m_kind;
    Segment *m_segment;
};

using Options = std::vector<PickFilterEditor::Option>;

// The names that songs have, the most frequent first; then those of `picked` that no song has (any more).
Options optionsOf(const std::vector<library::LibraryStats::Share> &shares, const QStringList &picked)
{
    Options options;
    for (const library::LibraryStats::Share &share : shares)
        options.push_back({share.name, labelWord(share.name), share.count});
    for (const QString &name : picked) {
        if (std::none_of(options.begin(), options.end(), [&](const auto &o) { return o.name.compare(name, Qt::CaseInsensitive) == 0; }))
            options.push_back({name, labelWord(name), 0});
    }
    return options;
}

Options statusOptions()
{
    Options options;
    for (const auto status : {library::TrackStatus::Analysed, library::TrackStatus::Imported, library::TrackStatus::Waiting,
                              library::TrackStatus::Analysing, library::TrackStatus::Error}) {
        library::TrackQuery query;
        query.status = {status};
        options.push_back({QString::number(static_cast<int>(status)), chipText(query, FilterKind::Status), -1});
    }
    return options;
}

Options tagOptions(const std::vector<library::Library::TagUse> &tags)
{
    Options options;
    for (const library::Library::TagUse &tag : tags)
        options.push_back({tag.name, tag.name, tag.count});
    return options;
}

Options instrumentOptions()
{
    Options options;
    for (const QString &name : instrumentNames())
        options.push_back({name, labelWord(name), -1});
    return options;
}

} // namespace

FilterEditor *FilterEditor::make(FilterKind kind, const library::TrackQuery &query, const FilterFacts &facts, QWidget *parent)
{
    switch (kind) {
    case FilterKind::Bpm:
    case FilterKind::Energy:
    case FilterKind::Loudness:
    case FilterKind::Length:
        return new RangeFilterEditor(kind, query, facts.stats, parent);
    case FilterKind::Key:
        return new KeyFilterEditor(query, parent);
    case FilterKind::Genre:
        return new PickFilterEditor(kind, query, optionsOf(facts.stats.genres, query.genres), parent);
    case FilterKind::Mood:
        return new PickFilterEditor(kind, query, optionsOf(facts.stats.moods, query.moods), parent);
    case FilterKind::Instrument:
        return new PickFilterEditor(kind, query, instrumentOptions(), parent);
    case FilterKind::Tag:
        return new PickFilterEditor(kind, query, tagOptions(facts.tags), parent);
    case FilterKind::Status:
        return new PickFilterEditor(kind, query, statusOptions(), parent);
    case FilterKind::Rating:
        return new RatingFilterEditor(query, parent);
    case FilterKind::Added:
        return new DateFilterEditor(query, parent);
    case FilterKind::Used:
    case FilterKind::Favourite:
    case FilterKind::Missing:
        return new YesNoFilterEditor(kind, query, parent);
    }
    return nullptr;
}

} // namespace sc::ui
