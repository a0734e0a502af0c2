// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/media_store.h"
#include "ui/viewer/compare_side.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <memory>
#include <optional>

namespace sc::ui {

// The pictures of what is compared, decoded on threads of their own. Of each side the newest wish wins: while frames come
// slower than they are asked for, those between are left out. Thread: main.
class ComparePictures : public QObject
{
    Q_OBJECT

public:
    explicit ComparePictures(QObject *parent = nullptr);
    ~ComparePictures() override;

    void setSides(const std::vector<CompareSide> &sides); // sides that stay keep their picture
    // The frame that shows at t, of every side from `first` on, `count` of them.
    void want(Ticks t, int first, int count);

    [[nodiscard]] QImage picture(int side) const; // what is there now; null before the first
    [[nodiscard]] Ticks timeOf(int side) const;   // of that picture
    [[nodiscard]] bool isLoading(int side) const;
    [[nodiscard]] std::optional<Problem> problem(int side) const;

Q_SIGNALS:
    void changed(int side);

private:
    struct Entry
    {
        CompareSide side;
        QImage picture;
        Ticks time;
        std::optional<Ticks> wanted;
        std::optional<Ticks> loading;
        std::optional<Problem> problem;
        quint64 key = 0; // tells late answers of a side that is gone
    };
    void start(Entry &entry);
    void take(quint64 key, Ticks t, const Result<QImage> &picture);

    std::vector<Entry> m_entries;
    std::shared_ptr<playback::MediaStore> m_store;
    quint64 m_lastKey = 0;
    QThreadPool m_pool;
};

} // namespace sc::ui
