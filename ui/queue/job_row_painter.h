// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_list.h"

#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

// Paints the rows of a JobList.
class JobRowPainter : public QStyledItemDelegate
{
    Q_OBJECT

public:
    JobRowPainter(JobModel &model, JobPictures &pictures, bool compact, QObject *parent);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHead(QPainter &painter, const QRect &box, const JobRow &row, const Theme &theme) const;
    void paintPicture(QPainter &painter, const QRectF &place, const generation::Job &job, const Theme &theme, double ratio) const;
    void paintWide(QPainter &painter, const QStyleOptionViewItem &option, const generation::Job &job, const Theme &theme) const;
    void paintCompact(QPainter &painter, const QStyleOptionViewItem &option, const generation::Job &job, const Theme &theme) const;
    void paintName(QPainter &painter, const QRect &place, const generation::Job &job, const Theme &theme, bool selected) const;

    JobModel &m_model;
    JobPictures &m_pictures;
    bool m_compact;
};

} // namespace sc::ui
